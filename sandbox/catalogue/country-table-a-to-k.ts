/** Columns: alpha-3, alpha-2, currency, calling code, name; `-` if there is none. */
export const COUNTRIES_A_TO_K = `
AFG AF AFN +93 Afghanistan
ALA AX EUR +358 Åland Islands
ALB AL ALL +355 Albania
DZA DZ DZD +213 Algeria
ASM AS USD +1-684 American Samoa
AND AD EUR +376 Andorra
AGO AO AOA +244 Angola
AIA AI XCD +1-264 Anguilla
ATA AQ - - Antarctica
ATG AG XCD +1-268 Antigua and Barbuda
ARG AR ARS +54 Argentina
ARM AM AMD +374 Armenia
ABW AW AWG +297 Aruba
AUS AU AUD +61 Australia
AUT AT EUR +43 Austria
AZE AZ AZN +994 Azerbaijan
BHS BS BSD +1-242 Bahamas
BHR BH BHD +973 Bahrain
BGD BD BDT +880 Bangladesh
BRB BB BBD +1-246 Barbados
BLR BY BYN +375 Belarus
BEL BE EUR +32 Belgium
BLZ BZ BZD +501 Belize
BEN BJ XOF +229 Benin
BMU BM BMD +1-441 Bermuda
BTN BT BTN +975 Bhutan
BOL BO BOB +591 Bolivia
BES BQ USD +599 Bonaire, Sint Eustatius and Saba
BIH BA BAM +387 Bosnia and Herzegovina
BWA BW BWP +267 Botswana
BVT BV NOK - Bouvet Island
BRA BR BRL +55 Brazil
IOT IO USD +246 British Indian Ocean Territory
BRN BN BND +673 Brunei Darussalam
BGR BG EUR +359 Bulgaria
BFA BF XOF +226 Burkina Faso
BDI BI BIF +257 Burundi
CPV CV CVE +238 Cabo Verde
KHM KH KHR +855 Cambodia
CMR CM XAF +237 Cameroon
CAN CA CAD +1 Canada
CYM KY KYD +1-345 Cayman Islands
CAF CF XAF +236 Central African Republic
TCD TD XAF +235 Chad
CHL CL CLP +56 Chile
CHN CN CNY +86 China
CXR CX AUD +61 Christmas Island
CCK CC AUD +61 Cocos (Keeling) Islands
COL CO COP +57 Colombia
COM KM KMF +269 Comoros
COG CG XAF +242 Congo
COD CD CDF +243 Congo, Democratic Republic of the
COK CK NZD +682 Cook Islands
CRI CR CRC +506 Costa Rica
CIV CI XOF +225 Côte d'Ivoire
HRV HR EUR +385 Croatia
CUB CU CUP +53 Cuba
CUW CW XCG +599 Curaçao
CYP CY EUR +357 Cyprus
CZE CZ CZK +420 Czechia
DNK DK DKK +45 Denmark
DJI DJ DJF +253 Djibouti
DMA DM XCD +1-767 Dominica
DOM DO DOP +1-809 Dominican Republic
ECU EC USD +593 Ecuador
EGY EG EGP +20 Egypt
SLV SV USD +503 El Salvador
GNQ GQ XAF +240 Equatorial Guinea
ERI ER ERN +291 Eritrea
EST EE EUR +372 Estonia
SWZ SZ SZL +268 Eswatini
ETH ET ETB +251 Ethiopia
FLK FK FKP +500 Falkland Islands (Malvinas)
FRO FO DKK +298 Faroe Islands
FJI FJ FJD +679 Fiji
FIN FI EUR +358 Finland
FRA FR EUR +33 France
GUF GF EUR +594 French Guiana
PYF PF XPF +689 French Polynesia
ATF TF EUR +262 French Southern Territories
GAB GA XAF +241 Gabon
GMB GM GMD +220 Gambia
GEO GE GEL +995 Georgia
DEU DE EUR +49 Germany
GHA GH GHS +233 Ghana
GIB GI GIP +350 Gibraltar
GRC GR EUR +30 Greece
GRL GL DKK +299 Greenland
GRD GD XCD +1-473 Grenada
GLP GP EUR +590 Guadeloupe
GUM GU USD +1-671 Guam
GTM GT GTQ +502 Guatemala
GGY GG GBP +44-1481 Guernsey
GIN GN GNF +224 Guinea
GNB GW XOF +245 Guinea-Bissau
GUY GY GYD +592 Guyana
HTI HT HTG +509 Haiti
HMD HM AUD - Heard Island and McDonald Islands
VAT VA EUR +39 Holy See
HND HN HNL +504 Honduras
HKG HK HKD +852 Hong Kong
HUN HU HUF +36 Hungary
ISL IS ISK +354 Iceland
IND IN INR +91 India
IDN ID IDR +62 Indonesia
IRN IR IRR +98 Iran
IRQ IQ IQD +964 Iraq
IRL IE EUR +353 Ireland
IMN IM GBP +44-1624 Isle of Man
ISR IL ILS +972 Israel
ITA IT EUR +39 Italy
JAM JM JMD +1-876 Jamaica
JPN JP JPY +81 Japan
JEY JE GBP +44-1534 Jersey
JOR JO JOD +962 Jordan
KAZ KZ KZT +7 Kazakhstan
KEN KE KES +254 Kenya
KIR KI AUD +686 Kiribati
PRK KP KPW +850 Korea, Democratic People's Republic of
KOR KR KRW +82 Korea, Republic of
KWT KW KWD +965 Kuwait
KGZ KG KGS +996 Kyrgyzstan
`;

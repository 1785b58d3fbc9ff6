/** The same columns as in the table from A to K. */
export const COUNTRIES_L_TO_Z = `
LAO LA LAK +856 Lao People's Democratic Republic
LVA LV EUR +371 Latvia
LBN LB LBP +961 Lebanon
LSO LS LSL +266 Lesotho
LBR LR LRD +231 Liberia
LBY LY LYD +218 Libya
LIE LI CHF +423 Liechtenstein
LTU LT EUR +370 Lithuania
LUX LU EUR +352 Luxembourg
MAC MO MOP +853 Macao
MDG MG MGA +261 Madagascar
MWI MW MWK +265 Malawi
MYS MY MYR +60 Malaysia
MDV MV MVR +960 Maldives
MLI ML XOF +223 Mali
MLT MT EUR +356 Malta
MHL MH USD +692 Marshall Islands
MTQ MQ EUR +596 Martinique
MRT MR MRU +222 Mauritania
MUS MU MUR +230 Mauritius
MYT YT EUR +262 Mayotte
MEX MX MXN +52 Mexico
FSM FM USD +691 Micronesia
MDA MD MDL +373 Moldova
MCO MC EUR +377 Monaco
MNG MN MNT +976 Mongolia
MNE ME EUR +382 Montenegro
MSR MS XCD +1-664 Montserrat
MAR MA MAD +212 Morocco
MOZ MZ MZN +258 Mozambique
MMR MM MMK +95 Myanmar
NAM NA NAD +264 Namibia
NRU NR AUD +674 Nauru
NPL NP NPR +977 Nepal
NLD NL EUR +31 Netherlands
NCL NC XPF +687 New Caledonia
NZL NZ NZD +64 New Zealand
NIC NI NIO +505 Nicaragua
NER NE XOF +227 Niger
NGA NG NGN +234 Nigeria
NIU NU NZD +683 Niue
NFK NF AUD +672 Norfolk Island
MKD MK MKD +389 North Macedonia
MNP MP USD +1-670 Northern Mariana Islands
NOR NO NOK +47 Norway
OMN OM OMR +968 Oman
PAK PK PKR +92 Pakistan
PLW PW USD +680 Palau
PSE PS ILS +970 Palestine
PAN PA PAB +507 Panama
PNG PG PGK +675 Papua New Guinea
PRY PY PYG +595 Paraguay
PER PE PEN +51 Peru
PHL PH PHP +63 Philippines
PCN PN NZD +64 Pitcairn
POL PL PLN +48 Poland
PRT PT EUR +351 Portugal
PRI PR USD +1-787 Puerto Rico
QAT QA QAR +974 Qatar
REU RE EUR +262 Réunion
ROU RO RON +40 Romania
RUS RU RUB +7 Russian Federation
RWA RW RWF +250 Rwanda
BLM BL EUR +590 Saint Barthélemy
SHN SH SHP +290 Saint Helena, Ascension and Tristan da Cunha
KNA KN XCD +1-869 Saint Kitts and Nevis
LCA LC XCD +1-758 Saint Lucia
MAF MF EUR +590 Saint Martin
SPM PM EUR +508 Saint Pierre and Miquelon
VCT VC XCD +1-784 Saint Vincent and the Grenadines
WSM WS WST +685 Samoa
SMR SM EUR +378 San Marino
STP ST STN +239 Sao Tome and Principe
SAU SA SAR +966 Saudi Arabia
SEN SN XOF +221 Senegal
SRB RS RSD +381 Serbia
SYC SC SCR +248 Seychelles
SLE SL SLE +232 Sierra Leone
SGP SG SGD +65 Singapore
SXM SX XCG +1-721 Sint Maarten
SVK SK EUR +421 Slovakia
SVN SI EUR +386 Slovenia
SLB SB SBD +677 Solomon Islands
SOM SO SOS +252 Somalia
ZAF ZA ZAR +27 South Africa
SGS GS GBP +500 South Georgia and the South Sandwich Islands
SSD SS SSP +211 South Sudan
ESP ES EUR +34 Spain
LKA LK LKR +94 Sri Lanka
SDN SD SDG +249 Sudan
SUR SR SRD +597 Suriname
SJM SJ NOK +47 Svalbard and Jan Mayen
SWE SE SEK +46 Sweden
CHE CH CHF +41 Switzerland
SYR SY SYP +963 Syrian Arab Republic
TWN TW TWD +886 Taiwan
TJK TJ TJS +992 Tajikistan
TZA TZ TZS +255 Tanzania
THA TH THB +66 Thailand
TLS TL USD +670 Timor-Leste
TGO TG XOF +228 Togo
TKL TK NZD +690 Tokelau
TON TO TOP +676 Tonga
TTO TT TTD +1-868 Trinidad and Tobago
TUN TN TND +216 Tunisia
TUR TR TRY +90 Türkiye
TKM TM TMT +993 Turkmenistan
TCA TC USD +1-649 Turks and Caicos Islands
TUV TV AUD +688 Tuvalu
UGA UG UGX +256 Uganda
UKR UA UAH +380 Ukraine
ARE AE AED +971 United Arab Emirates
GBR GB GBP +44 United Kingdom
USA US USD +1 United States
UMI UM USD +1 United States Minor Outlying Islands
URY UY UYU +598 Uruguay
UZB UZ UZS +998 Uzbekistan
VUT VU VUV +678 Vanuatu
VEN VE VES +58 Venezuela
VNM VN VND +84 Viet Nam
VGB VG USD +1-284 Virgin Islands (British)
VIR VI USD +1-340 Virgin Islands (U.S.)
WLF WF XPF +681 Wallis and Futuna
ESH EH MAD +212 Western Sahara
YEM YE YER +967 Yemen
ZMB ZM ZMW +260 Zambia
ZWE ZW ZWG +263 Zimbabwe
`;

interface Subdivision {
  readonly name: string;
  readonly code: string;
}

const TABLES: Readonly<Record<string, string>> = {
  USA: `
    US-AL Alabama, US-AK Alaska, US-AZ Arizona, US-AR Arkansas, US-CA California, US-CO Colorado, US-CT Connecticut,
    US-DE Delaware, US-DC District of Columbia, US-FL Florida, US-GA Georgia, US-HI Hawaii, US-ID Idaho,
    US-IL Illinois, US-IN Indiana, US-IA Iowa, US-KS Kansas, US-KY Kentucky, US-LA Louisiana, US-ME Maine,
    US-MD Maryland, US-MA Massachusetts, US-MI Michigan, US-MN Minnesota, US-MS Mississippi, US-MO Missouri,
    US-MT Montana, US-NE Nebraska, US-NV Nevada, US-NH New Hampshire, US-NJ New Jersey, US-NM New Mexico,
    US-NY New York, US-NC North Carolina, US-ND North Dakota, US-OH Ohio, US-OK Oklahoma, US-OR Oregon,
    US-PA Pennsylvania, US-RI Rhode Island, US-SC South Carolina, US-SD South Dakota, US-TN Tennessee, US-TX Texas,
    US-UT Utah, US-VT Vermont, US-VA Virginia, US-WA Washington, US-WV West Virginia, US-WI Wisconsin, US-WY Wyoming`,
  CAN: `
    CA-AB Alberta, CA-BC British Columbia, CA-MB Manitoba, CA-NB New Brunswick, CA-NL Newfoundland and Labrador,
    CA-NT Northwest Territories, CA-NS Nova Scotia, CA-NU Nunavut, CA-ON Ontario, CA-PE Prince Edward Island,
    CA-QC Quebec, CA-SK Saskatchewan, CA-YT Yukon`,
  BRA: `
    BR-AC Acre, BR-AL Alagoas, BR-AP Amapá, BR-AM Amazonas, BR-BA Bahia, BR-CE Ceará, BR-DF Distrito Federal,
    BR-ES Espírito Santo, BR-GO Goiás, BR-MA Maranhão, BR-MT Mato Grosso, BR-MS Mato Grosso do Sul,
    BR-MG Minas Gerais, BR-PA Pará, BR-PB Paraíba, BR-PR Paraná, BR-PE Pernambuco, BR-PI Piauí,
    BR-RJ Rio de Janeiro, BR-RN Rio Grande do Norte, BR-RS Rio Grande do Sul, BR-RO Rondônia, BR-RR Roraima,
    BR-SC Santa Catarina, BR-SP São Paulo, BR-SE Sergipe, BR-TO Tocantins`,
  IND: `
    IN-AN Andaman and Nicobar Islands, IN-AP Andhra Pradesh, IN-AR Arunachal Pradesh, IN-AS Assam, IN-BR Bihar,
    IN-CH Chandigarh, IN-CG Chhattisgarh, IN-DH Dadra and Nagar Haveli and Daman and Diu, IN-DL Delhi, IN-GA Goa,
    IN-GJ Gujarat, IN-HR Haryana, IN-HP Himachal Pradesh, IN-JK Jammu and Kashmir, IN-JH Jharkhand,
    IN-KA Karnataka, IN-KL Kerala, IN-LA Ladakh, IN-LD Lakshadweep, IN-MP Madhya Pradesh, IN-MH Maharashtra,
    IN-MN Manipur, IN-ML Meghalaya, IN-MZ Mizoram, IN-NL Nagaland, IN-OD Odisha, IN-PY Puducherry, IN-PB Punjab,
    IN-RJ Rajasthan, IN-SK Sikkim, IN-TN Tamil Nadu, IN-TS Telangana, IN-TR Tripura, IN-UP Uttar Pradesh,
    IN-UK Uttarakhand, IN-WB West Bengal`,
  AUS: `
    AU-ACT Australian Capital Territory, AU-NSW New South Wales, AU-NT Northern Territory, AU-QLD Queensland,
    AU-SA South Australia, AU-TAS Tasmania, AU-VIC Victoria, AU-WA Western Australia`,
};

/** ISO 3166-2 subdivisions by alpha-3 country code. Complete for these countries; other countries have none. */
export const SUBDIVISIONS: ReadonlyMap<string, readonly Subdivision[]> = new Map(
  Object.entries(TABLES).map(([country, table]) => [country, table.split(',').map(toSubdivision)]),
);

function toSubdivision(row: string): Subdivision {
  const [code = '', ...name] = row.trim().split(' ');
  return { name: name.join(' '), code };
}

export interface TitledItem {
  readonly id: number;
  readonly title: string;
}

/** The titles are made up. Within a list, ids of businesses continue after those of individuals. */
export const OCCUPATIONS: readonly TitledItem[] = numbered([
  'Software Engineer',
  'Accountant',
  'Architect',
  'Artist',
  'Civil Servant',
  'Construction Worker',
  'Doctor',
  'Driver',
  'Farmer',
  'Lawyer',
  'Nurse',
  'Sales Assistant',
  'Teacher',
  'Student',
  'Retired',
]);

export const PURPOSES = {
  INDIVIDUAL: numbered([
    'Personal Savings',
    'Everyday Expenses',
    'Family Support',
    'Receiving a Salary',
    'Education Fees',
    'Medical Treatment',
    'Buying Property',
    'Investment',
  ]),
  BUSINESS: numbered(['Paying Suppliers', 'Payroll', 'Collecting from Customers', 'Treasury'], 9),
} as const;

export const SOURCES_OF_FUNDS = {
  INDIVIDUAL: numbered([
    'Employment Income',
    'Self-Employment Income',
    'Savings',
    'Pension',
    'Sale of Property',
    'Inheritance',
    'Investment Returns',
    'Gift',
  ]),
  BUSINESS: numbered(['Sales Revenue', 'Shareholder Capital', 'Bank Loan'], 9),
} as const;

function numbered(titles: readonly string[], firstId = 1): readonly TitledItem[] {
  return titles.map((title, index) => ({ id: firstId + index, title }));
}

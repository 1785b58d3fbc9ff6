/** Pages of the product around this page. Apps put their own here. */
export const LINKS = {
  support: 'mailto:support@example.com',
  account: 'https://app.example.com/',
} as const;

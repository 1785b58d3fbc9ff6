export type { Catalog, FieldTexts, Plural } from './messages/catalog.ts';
export { createMessages, type MessageOptions, type Messages } from './messages/create-messages.ts';
export type { Labels } from './messages/labels.ts';

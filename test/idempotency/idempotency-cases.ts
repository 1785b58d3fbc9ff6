export const KEY = 'key of the first attach';

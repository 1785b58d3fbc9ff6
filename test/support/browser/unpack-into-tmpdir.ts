import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

// A script of its own, because the package unpacks into the temporary directory of the process.
// A bare Debian lacks some libraries. The package brings them, but unpacks them only on Amazon Linux.
const libraries = new URL('../../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url);
await Promise.all([chromium.executablePath(), inflate(fileURLToPath(libraries))]);

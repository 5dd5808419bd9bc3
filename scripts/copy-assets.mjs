// Copies what tsc leaves behind (style sheets, browser scripts) from src/web/assets to dist/web/assets.
import { cpSync, existsSync } from 'node:fs';

if (existsSync('src/web/assets')) cpSync('src/web/assets', 'dist/web/assets', { recursive: true });

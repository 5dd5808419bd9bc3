#!/usr/bin/env node
import('../dist/main.js').catch((error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(`${error.message}\nkentongan belum dibangun: jalankan "npm ci" atau "npm run build"\n`);
  process.exitCode = 1;
});

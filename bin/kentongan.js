#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep what they have compiled; only in a folder that systemd gives to this service alone: who writes there, runs here.
const { CACHE_DIRECTORY } = process.env;
if (CACHE_DIRECTORY) module.enableCompileCache?.(CACHE_DIRECTORY);

import('../dist/pack/main.js').catch((error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(`${error.message}\nkentongan belum dibangun: jalankan "npm ci" atau "npm run build"\n`);
  process.exitCode = 1;
});

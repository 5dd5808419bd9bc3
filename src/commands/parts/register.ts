import type { Command } from 'commander';

/** Adds one command to the program. `exit` sets the exit code when the work is done but something failed. */
export type RegisterCommand = (program: Command, exit: (code: 0 | 1 | 2) => void) => void;

export const configOption = ['-c, --config <berkas>', 'berkas konfigurasi', 'kentongan.yaml'] as const;

import { describeEvaluation } from '../app/evaluation/describe-evaluation.ts';
import { evaluateFile } from '../app/evaluation/evaluate-file.ts';
import type { RegisterCommand } from './parts/register.ts';

export const evaluate: RegisterCommand = (program, exit) => {
  program
    .command('evaluate')
    .description(
      'Mengukur penilai pada berkas berlabel (TSV, CSV, JSONL): akurasi, F1, dan matriks kekeliruan, di samping pembanding sederhana.',
    )
    .argument('<berkas>', 'kolom text, sentiment; boleh juga title, attention, topic, target')
    .option('--region <kode>', 'kabupaten/kota yang dipantau, misalnya 35.16')
    .option('--json', 'mencetak JSON')
    .action(async (file: string, { region, json }: { region?: string; json?: boolean }) => {
      const evaluation = await evaluateFile(file, region ?? null);
      for (const { line, reason } of evaluation.rejected) process.stderr.write(`${file} baris ${line}: ${reason}\n`);
      process.stdout.write(json === true ? `${JSON.stringify(evaluation)}\n` : describeEvaluation(evaluation));
      if (evaluation.rejected.length > 0) {
        process.stderr.write(`kentongan: ${evaluation.rejected.length} baris dilewati\n`);
        exit(1);
      }
    });
};

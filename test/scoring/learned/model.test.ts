import { describe, expect, test } from 'vitest';
import { readModelFile } from '../../../src/app/files.ts';
import { lateModels, loadModels } from '../../../src/app/models.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { columns } from '../../../src/scoring/learned/layout.ts';
import { lateModel, mostHeadBytes } from '../../../src/scoring/learned/model.ts';

describe('a model that is read late', () => {
  test('is the same as one that is read at once', () => {
    const [late, atOnce] = [lateModels(), loadModels()];
    expect(late.feelings.version).toBe(atOnce.feelings.version);
    expect(late.feelings.calibration).toEqual(atOnce.feelings.calibration);
    expect(late.feelings.lexicon).toEqual(atOnce.feelings.lexicon);
    for (const name of ['feelings', 'topics'] as const) {
      expect(Buffer.compare(Buffer.from(late[name].keys.buffer), Buffer.from(atOnce[name].keys.buffer))).toBe(0);
      expect(Buffer.compare(Buffer.from(late[name].weights.buffer), Buffer.from(atOnce[name].weights.buffer))).toBe(0);
    }
  });

  test('asks for its weights once, when they are needed', () => {
    let reads = 0;
    const model = lateModel('feelings.bin', readModelFile('feelings.bin', mostHeadBytes), columns, () => {
      reads += 1;
      return readModelFile('feelings.bin');
    });
    expect(model.version).not.toBe('');
    expect(reads).toBe(0);
    expect(model.weights.length).toBe(model.keys.length * columns);
    expect(reads).toBe(1);
  });

  test('refuses at once what is no model, and one that is cut short when it is needed', () => {
    const never = () => new Uint8Array();
    expect(() => lateModel('a', new TextEncoder().encode('{"format":2}\n'), columns, never)).toThrow(ConfigError);
    expect(() => lateModel('a', new Uint8Array(10), columns, never)).toThrow(ConfigError);
    const head = readModelFile('feelings.bin', mostHeadBytes);
    const cut = lateModel('feelings.bin', head, columns, () => head);
    expect(() => cut.keys).toThrow(ConfigError);
  });
});

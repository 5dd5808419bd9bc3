import type { Attention, Target } from '../../core/score.ts';
import { Column, domains } from './layout.ts';
import type { Calibration, Softmax } from './model.ts';

/** What the columns' sums of a text come to. */
export interface Judgement {
  /** How much each domain's weights count; adds up to 1. */
  readonly mix: Float64Array;
  readonly negative: number;
  readonly positive: number;
  /** Chances of negative, neutral, positive; they add up to 1. */
  readonly chances: readonly [number, number, number];
  readonly target: Target;
  /** What an analyst would most likely make of it if it is about the own regency. */
  readonly attention: Attention;
}

export function judge(sums: Float64Array, calibration: Calibration): Judgement {
  const mix = mixOf(sums, calibration.gateScale);
  const negative = mixedScore(sums, 0, 0, mix);
  const positive = mixedScore(sums, 0, 1, mix);
  const target = chancesOf(calibration.target, sums[Column.target] as number, sums[Column.target + 1] as number, 0);
  const attention = chancesOf(
    calibration.attention,
    sums[Column.attention] as number,
    sums[Column.attention + 1] as number,
    0,
  );
  return {
    mix,
    negative,
    positive,
    chances: chancesOf(calibration.feeling, negative, 0, positive),
    target: likeliest(target, ['government', 'other', 'none']),
    attention: likeliest(attention, ['alert', 'watch', 'none']),
  };
}

function likeliest<T>(chances: readonly [number, number, number], names: readonly [T, T, T]): T {
  const [first, second, third] = chances;
  if (first >= second && first >= third) return names[0];
  return second >= third ? names[1] : names[2];
}

/** Softmax of the gate columns. */
function mixOf(sums: Float64Array, gateScale: number): Float64Array {
  const mix = new Float64Array(domains.length);
  let all = 0;
  for (let domain = 0; domain < domains.length; domain += 1) {
    const weight = Math.exp(Math.max(-20, Math.min(20, gateScale * (sums[Column.gate + domain] as number))));
    mix[domain] = weight;
    all += weight;
  }
  for (let domain = 0; domain < domains.length; domain += 1) mix[domain] = (mix[domain] as number) / all;
  return mix;
}

/** Score of negative (side 0) or positive (side 1) in the row at `at`, with the shared weights and those of the domains. */
function mixedScore(from: Float64Array | Float32Array, at: number, side: 0 | 1, mix: Float64Array): number {
  let score = from[at + Column.shared + side] as number;
  for (let domain = 0; domain < domains.length; domain += 1) {
    score += (mix[domain] as number) * (from[at + Column.domain + 2 * domain + side] as number);
  }
  return score;
}

/** Positive minus negative in the row of weights at `at`. */
export function feelingOf(weights: Float32Array, at: number, mix: Float64Array): number {
  return mixedScore(weights, at, 1, mix) - mixedScore(weights, at, 0, mix);
}

function chancesOf(
  { scale, shifts }: Softmax,
  first: number,
  second: number,
  third: number,
): readonly [number, number, number] {
  const a = scale * first + shifts[0];
  const b = scale * second + shifts[1];
  const c = scale * third + shifts[2];
  const most = Math.max(a, b, c);
  const x = Math.exp(a - most);
  const y = Math.exp(b - most);
  const z = Math.exp(c - most);
  const all = x + y + z;
  return [x / all, y / all, z / all];
}

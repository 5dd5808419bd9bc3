import { type AlertLevel, alertLevels } from '../../core/alert.ts';

export function rankOf(level: AlertLevel): number {
  return alertLevels.indexOf(level);
}

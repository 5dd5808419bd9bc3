import type { Listening } from '../../api/listen.ts';
import { ConfigError } from '../../core/errors.ts';

/** @throws ConfigError when the port is taken or forbidden */
export async function listenOrExplain(open: () => Promise<Listening>, port: number): Promise<Listening> {
  try {
    return await open();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new ConfigError([{ where: '--port', message: `porta ${port} sedang dipakai; pilih yang lain` }], { cause });
    if (code === 'EACCES')
      throw new ConfigError([{ where: '--port', message: `porta ${port} tidak boleh dipakai` }], { cause });
    throw cause;
  }
}

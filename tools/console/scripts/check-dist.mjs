// Says whether dist/index.html is what `npm run build` makes of the sources. Exit code 0: it is; 1: it is stale.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = await mkdtemp(join(tmpdir(), 'sidetap-console-'));
try {
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const built = await readFile(join(outDir, 'index.html'));
  const committed = await readFile(join(root, 'dist', 'index.html')).catch(() => Buffer.alloc(0));
  if (built.equals(committed)) {
    console.log(`dist/index.html is up to date (${built.length} octets)`);
  } else {
    console.error('dist/index.html is stale: run `npm run build` in tools/console and commit it');
    process.exitCode = 1;
  }
} finally {
  await rm(outDir, { recursive: true });
}

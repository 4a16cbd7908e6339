// Installs `ip` and `nft`, which test/oracle/kernel needs, if the process is root on a machine with apt-get.
import { spawnSync } from 'node:child_process';

const tools = { ip: 'iproute2', nft: 'nftables' };

/** Installs the missing tools. If that fails, the kernel tests are skipped with a message. */
export function ensureKernelTools() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !succeeds('apt-get', ['--version'])) {
    return;
  }
  const missing = Object.keys(tools).filter((tool) => !succeeds('sh', ['-c', `command -v ${tool}`]));
  if (missing.length === 0) {
    return;
  }
  const packages = missing.map((tool) => tools[tool]);
  console.log(`Installing ${packages.join(' and ')} (apt-get install) …`);
  succeeds('apt-get', ['update', '-qq']);
  if (!succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])) {
    console.log('The installation failed: the tests against the Linux kernel are skipped.');
  }
}

function succeeds(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
}

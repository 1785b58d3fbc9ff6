import type { NextConfig } from 'next';

const config: NextConfig = {
  // Two files of at most 10 MiB. The default of 1 MB is less than one photo.
  experimental: { serverActions: { bodySizeLimit: '21mb' } },
};

export default config;

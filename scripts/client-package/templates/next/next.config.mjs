export default {
  rewrites: async () => [{ source: '/graphql', destination: process.env.GATEWAY_URL }],
};

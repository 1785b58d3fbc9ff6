const proxy = { '/graphql': new URL(process.env.GATEWAY_URL).origin };

export default { preview: { proxy } };

/** The methods that an address of the OAuth server takes; undefined where there is none. */
export function allowedMethods(path: string): readonly string[] | undefined {
  return paths.find(([pattern]) => pattern.test(path))?.[1];
}

const read = ["GET", "HEAD", "OPTIONS"];
const post = ["POST", "OPTIONS"];

const paths: [RegExp, readonly string[]][] = [
  [/^\/\.well-known\/(oauth-authorization-server|openid-configuration)$/, read],
  [/^\/oauth\/jwks$/, read],
  [/^\/oauth\/authorize(\/[\w-]+)?$/, ["GET", "HEAD"]],
  [/^\/oauth\/(token|revoke|introspect|par)$/, post],
];

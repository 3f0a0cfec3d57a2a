import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type Provider from "oidc-provider";
import type { OauthClients } from "./clients.ts";
import { type Documents, isDocument } from "./documents.ts";
import type { Grants } from "./grants.ts";

/** What a customer is asked on the consent page. */
type ConsentRequest = {
  program: {
    name: string;
    /** The partner whose program it is; null for the shop's own, and for one that nobody registered. */
    partner: string | null;
    /** Whether the shop knows the program: else it says itself what it is. */
    registered: boolean;
    /** Where the customer is sent afterwards. */
    redirectTo: string;
  };
  scopes: string[];
  /** This customer has allowed all of it before, and the program asks for no new answer. */
  remembered: boolean;
};

/** The browser's side of an authorization request that waits for its customer. */
export type Interactions = {
  /** Null where the request is over, or is another browser's. */
  read(browser: Browser): Promise<ConsentRequest | null>;
  /** Where to send the browser; null as above, and where nobody is signed in who could allow it. */
  decide(browser: Browser, decision: "allow" | "deny"): Promise<{ redirectUrl: string } | null>;
};

/** `cookie` is the browser's `Cookie` header; `customerId` who is signed in to it. */
type Browser = { uid: string; cookie: string; customerId: string | null };

export type InteractionsOptions = {
  provider: () => Promise<Provider>;
  clients: OauthClients;
  documents: Documents;
  grants: Grants;
};

export function createInteractions(options: InteractionsOptions): Interactions {
  const { clients, documents, grants } = options;

  async function find({ uid, cookie }: Browser) {
    const provider = await options.provider();
    const req = new IncomingMessage(new Socket());
    req.headers.cookie = cookie;
    // The provider reads the id from its signed cookie: a link alone opens nobody's request.
    const interaction = await provider
      .interactionDetails(req, new ServerResponse(req))
      .catch(() => null);
    return interaction?.uid === uid ? { provider, interaction } : null;
  }

  async function existingGrant(provider: Provider, clientId: string, customerId: string) {
    const id = await grants.find(clientId, customerId);
    return id === null ? undefined : provider.Grant.find(id);
  }

  /** Adds what is asked for to what the customer has allowed the program before. */
  async function allow(provider: Provider, params: Interaction["params"], customerId: string) {
    const { clientId, scopes, resources } = asked(params);
    if (isDocument(clientId)) await documents.register(await provider.Client.find(clientId));
    const grant =
      (await existingGrant(provider, clientId, customerId)) ??
      new provider.Grant({ accountId: customerId, clientId });
    grant.addOIDCScope(scopes.join(" "));
    for (const resource of resources) grant.addResourceScope(resource, scopes.join(" "));
    return grant.save();
  }

  return {
    async read(browser) {
      const found = await find(browser);
      if (!found) return null;
      const { provider, interaction } = found;
      const { clientId, redirectUri, scopes, resources } = asked(interaction.params);
      const client = await provider.Client.find(clientId);
      if (!client) return null;
      const row = isDocument(clientId) ? null : await clients.find(clientId);
      const grant =
        browser.customerId === null
          ? undefined
          : await existingGrant(provider, clientId, browser.customerId);
      const isNew = resources.some((resource) => {
        const granted = grant?.getResourceScope(resource).split(" ") ?? [];
        return scopes.some((scope) => !granted.includes(scope));
      });
      const isAsked = String(interaction.params.prompt ?? "").includes("consent");
      return {
        program: {
          name: client.clientName ?? clientId,
          partner: row?.partner_name ?? null,
          registered: row !== null,
          redirectTo: new URL(redirectUri).host || redirectUri,
        },
        scopes,
        remembered: !isNew && !isAsked && client.applicationType !== "native",
      };
    },

    async decide(browser, decision) {
      const found = await find(browser);
      if (!found) return null;
      const { provider, interaction } = found;
      if (decision === "deny") {
        interaction.result = { error: "access_denied", error_description: "the customer said no" };
      } else {
        const { customerId } = browser;
        if (customerId === null) return null;
        await forgetOther(provider, interaction, customerId);
        const consent = { grantId: await allow(provider, interaction.params, customerId) };
        interaction.result = { login: { accountId: customerId, remember: false }, consent };
      }
      await interaction.persist();
      return { redirectUrl: interaction.returnTo };
    },
  };
}

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

// Else the provider would ask in a page of its own whether the customer before should be signed out.
async function forgetOther(
  provider: Provider,
  interaction: Interaction,
  customerId: string,
): Promise<void> {
  const { session } = interaction;
  if (!session || session.accountId === customerId) return;
  await (await provider.Session.findByUid(session.uid))?.destroy();
  interaction.session = undefined;
}

function asked(params: Interaction["params"]) {
  const { client_id: clientId, redirect_uri: redirectUri, scope = "", resource } = params;
  return {
    clientId: String(clientId),
    redirectUri: String(redirectUri),
    scopes: String(scope).split(" "),
    resources: (Array.isArray(resource) ? resource : [resource]).map(String),
  };
}

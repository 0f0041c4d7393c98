/** Where one of Microsoft's clouds answers. Addresses have no slash at their end. */
export type Cloud = {
  login: string;
  graph: string;
  /** Issues Entra's tokens of version 1: followed by the tenant. */
  tokenServiceV1: string;
  /** Names the keys of the Bot Framework's tokens. */
  botMetadata: string;
  /** Issues the channel's tokens for the bot; the bot's own tokens are for it. */
  botService: string;
  /** Where a person is reached who never wrote to the bot; null where none is documented. */
  connector: string | null;
  /** Where Teams takes a bot's messages: the only places that its token may go to. */
  connectorHosts: readonly string[];
  teams: string;
  storageSuffix: string;
};

const government = {
  login: 'https://login.microsoftonline.us',
  tokenServiceV1: 'https://sts.windows.net',
  botMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  botService: 'https://api.botframework.us',
  storageSuffix: 'core.usgovcloudapi.net',
};

/**
 * Microsoft's clouds: learn.microsoft.com/entra/identity-platform/authentication-national-cloud (login),
 * /graph/deployments (Graph), /azure/bot-service/how-to-deploy-gov-cloud-high and …/rest-api/bot-framework-rest-connector-authentication
 * (bot), /microsoftteams/platform/bots/how-to/conversations/send-proactive-messages (connector). The connectors' hosts are those
 * that Microsoft's own SDK takes: microsoft.github.io/teams-sdk, Service URL Validation.
 */
export const clouds = {
  public: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    tokenServiceV1: 'https://sts.windows.net',
    botMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    botService: 'https://api.botframework.com',
    connector: 'https://smba.trafficmanager.net/teams',
    // The last one is that of GCC, whose tenants are in the public cloud.
    connectorHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
    teams: 'https://teams.microsoft.com',
    storageSuffix: 'core.windows.net',
  },
  'us-gcc-high': {
    ...government,
    graph: 'https://graph.microsoft.us',
    connector: 'https://smba.infra.gov.teams.microsoft.us/teams',
    connectorHosts: ['smba.infra.gov.teams.microsoft.us'],
    teams: 'https://gov.teams.microsoft.us',
  },
  'us-dod': {
    ...government,
    graph: 'https://dod-graph.microsoft.us',
    connector: 'https://smba.infra.dod.teams.microsoft.us/teams',
    connectorHosts: ['smba.infra.dod.teams.microsoft.us'],
    teams: 'https://dod.teams.microsoft.us',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    tokenServiceV1: 'https://sts.chinacloudapi.cn',
    botMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    botService: 'https://api.botframework.azure.cn',
    connector: null,
    connectorHosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
    teams: 'https://teams.microsoftonline.cn',
    storageSuffix: 'core.chinacloudapi.cn',
  },
} satisfies Record<string, Cloud>;

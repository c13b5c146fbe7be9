package dev.probity.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that tell by their form what they are, so that whoever finds one lying about can
 * report it. No name is needed to know them.
 */
final class KnownTokens implements SecretFinder {

	private static final List<String> FORMS = List.of(
			// JSON Web Tokens, signed and encrypted
			"eyJ[\\w-]{5,}+(?:\\.[\\w-]*+){1,4}+", "eyJ[\\w+/=-]{40,}+",
			// Amazon Web Services
			"(?:AKIA|ASIA)[A-Z0-9]{12,}+",
			// GitHub, GitLab
			"gh[pousr]_\\w{16,}+", "github_pat_\\w{16,}+", "gl(?:pat|dt|rt|cbt|ptt|soat|ft|imt|agent)-[\\w-]{16,}+",
			// Slack, Discord, Telegram
			"xox[a-z](?:\\.xox[a-z])?-[\\w-]{10,}+", "xapp-[\\w-]{10,}+",
			"hooks\\.slack\\.com/(?:services|workflows)/[\\w/-]{16,}+",
			"discord(?:app)?\\.com/api/webhooks/\\d++/[\\w-]{16,}+", "bot\\d{6,12}:[\\w-]{20,}+",
			// Stripe, Twilio, SendGrid, Mailgun
			"(?:[sr]k_(?:live|test)|whsec)_\\w{8,}+", "SK\\p{XDigit}{32}+", "SG\\.[\\w-]{16,}+\\.[\\w-]{16,}+",
			"key-\\p{XDigit}{32}+",
			// Google
			"AIza[\\w-]{30,}+", "ya29\\.[\\w.-]{16,}+", "GOCSPX-[\\w-]{16,}+", "1//0[\\w-]{20,}+",
			// HashiCorp Vault
			"hv[sbr]\\.[\\w-]{16,}+", "[sbr]\\.(?=\\w{0,40}\\d)[A-Za-z0-9]{24,}+",
			// OpenAI, Anthropic, Hugging Face
			"sk-(?:proj-|ant-|svcacct-|or-)?[\\w-]{20,}+", "hf_\\w{20,}+",
			// registries and clouds
			"npm_\\w{20,}+", "pypi-[\\w-]{20,}+", "dckr_[po]at_[\\w-]{16,}+", "do[opr]_v1_\\p{XDigit}{16,}+",
			"shp(?:at|ca|pa|ss)_\\p{XDigit}{16,}+", "dapi\\p{XDigit}{32}+", "(?:glsa|glc)_[\\w+/=]{16,}+",
			"lin_api_\\w{20,}+", "PMAK-[\\w-]{20,}+", "NRAK-\\w{20,}+", "sq0(?:atp|csp)-[\\w-]{20,}+",
			"ATATT3[\\w=-]{20,}+",
			// private keys in PEM, encoded once more, as in a kubeconfig
			"LS0tLS1CRUdJTi[\\w+/]{0,40}?(?:UFJJVkFURSBLRVk|SVZBVEUgS0VZ|UklWQVRFIEtFW)[\\w+/=]*+",
			// what passwords are stored as
			"\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{20,}+", "\\$argon2(?:id|i|d)\\$[\\w=,$+/.-]{20,}+",
			"\\$[156]\\$[^$\\s]{1,40}\\$[./A-Za-z0-9]{20,}+");

	private static final Pattern TOKEN = Pattern.compile("(?<![\\w-])(?:" + String.join("|", FORMS) + ")");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher token = TOKEN.matcher(text);
		while (token.find()) {
			int host = token.group().startsWith("hooks.") || token.group().startsWith("discord")
					? token.group().indexOf('/') + 1 : 0;
			hiding.hide(token.start() + host, token.end());
		}
	}

}

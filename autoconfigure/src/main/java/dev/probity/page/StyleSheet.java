package dev.probity.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How the page looks. The browser is told the hash of it, and takes no other.
 */
final class StyleSheet {

	static final String TEXT = """
			:root{color-scheme:light dark;--back:#fff;--card:#f6f8fa;--line:#d0d7de;--text:#1b1f24;--dim:#57606a;\
			--good:#116329;--partly:#7d4e00;--bad:#a40e26;--out:#57606a}
			@media(prefers-color-scheme:dark){:root{--back:#0d1117;--card:#161b22;--line:#30363d;--text:#e6edf3;\
			--dim:#9da7b3;--good:#56d364;--partly:#e3b341;--bad:#ff7b72;--out:#9da7b3}}
			body{margin:0 auto;max-width:76rem;padding:1rem;background:var(--back);color:var(--text);\
			font:16px/1.5 system-ui,sans-serif}
			h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
			h3{font-size:1rem;margin:0}p{margin:.2rem 0}
			.dim{color:var(--dim)}.good{color:var(--good)}.partly{color:var(--partly)}.bad{color:var(--bad)}\
			.out{color:var(--out)}
			.cards{display:flex;flex-wrap:wrap;gap:.8rem;list-style:none;margin:0;padding:0}
			.cards li{flex:1 1 16rem;background:var(--card);border:1px solid var(--line);\
			border-left:6px solid currentColor;border-radius:6px;padding:.6rem .8rem}
			.cards h3,.cards p{color:var(--text)}.cards .dim{color:var(--dim)}
			.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
			th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
			td strong{white-space:nowrap}tbody th{overflow-wrap:anywhere;min-width:8rem}
			td p{overflow-wrap:anywhere;max-width:36rem}.number{font-variant-numeric:tabular-nums}
			svg .good{fill:var(--good);stroke:var(--good)}svg .partly{fill:var(--partly);stroke:var(--partly)}
			svg .bad{fill:var(--bad);stroke:var(--bad)}svg .out{fill:none;stroke:var(--out)}
			.runs{width:120px;height:24px}.runs path{stroke-width:2}.timeline{width:100%;height:auto}
			.timeline text{fill:var(--text);font:12px system-ui,sans-serif}
			a{color:inherit}pre{margin:0;font:13px/1.4 monospace;color:var(--text)}
			textarea{width:100%;box-sizing:border-box;height:14rem;background:var(--card);color:var(--text);\
			border:1px solid var(--line);font:13px/1.4 monospace}
			""";

	static final String HASH = "sha256-" + hash();

	private StyleSheet() {
	}

	private static String hash() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}

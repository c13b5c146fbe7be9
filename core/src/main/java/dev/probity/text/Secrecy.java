package dev.probity.text;

import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts and of named values, and leaves everything else as it is.
 * Several finders search the text, each for one kind of secret, also in parts that are
 * encoded for transport; what any of them finds is hidden. Texts may be hostile: all of
 * it takes time in proportion to their length.
 *
 * @since 0.1.0
 */
public final class Secrecy {

	/** What stands in place of a secret. */
	public static final String HIDDEN = "***";

	/** How many characters of a text are read; of a longer one no more is shown. */
	public static final int LONGEST_READ = 100_000;

	private static final int DEEPEST_WRAPPED = 3;

	private static final int SHORTEST_KNOWN = 16;

	private static final List<SecretFinder> FINDERS = List.of(new AssignedSecrets(), new NamedEntries(),
			new ListedSecrets(), new ToldSecrets(), new XmlElements(), new UserInfo(), new AddressUserInfo(),
			new OracleUserInfo(), new AuthenticationSchemes(), new KnownTokens(), new PrivateKeys(), new JaasOptions(),
			new Statements(), new RedisArguments(), new CommandLine());

	private static final KnownNames KNOWN_NAMES = new KnownNames();

	private static final HarmlessTexts HARMLESS = new HarmlessTexts();

	private Secrecy() {
	}

	/**
	 * A text without the secrets in it.
	 * @param text any text
	 * @return the text, with stars where secrets were
	 */
	public static String hide(String text) {
		if ((text.length() < SHORTEST_KNOWN && isPlain(text)) || HARMLESS.contains(text)) {
			return text;
		}
		// whatever may be open at the end of what is read is closed there
		String read = (text.length() > LONGEST_READ) ? text.substring(0, LONGEST_READ) + "@" : text;
		BitSet hidden = new BitSet();
		Hiding hiding = (start, end) -> hidden.set(start, Math.max(start, end));
		String layer = read;
		for (int depth = 0; depth <= DEEPEST_WRAPPED; depth++) {
			for (SecretFinder finder : FINDERS) {
				finder.find(layer, hiding);
			}
			DecodedText decoded = DecodedText.of(layer);
			if (decoded == null) {
				break;
			}
			hiding = decoded.in(hiding);
			layer = decoded.text();
		}
		if (!hidden.isEmpty()) {
			return withStars(read, hidden);
		}
		HARMLESS.add(read);
		return read;
	}

	/**
	 * Whether a text is one word, a number, or a percentage.
	 */
	private static boolean isPlain(String text) {
		int last = text.length() - 1;
		for (int i = 0; i <= last; i++) {
			char c = text.charAt(i);
			if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && !(c == '%' && i == last)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a value has to be hidden because of its name.
	 * @param name the name
	 * @param value the value as text
	 * @return whether it is a secret
	 */
	public static boolean isSecret(String name, @Nullable String value) {
		return value != null && KNOWN_NAMES.of(name).isSecret(value);
	}

	/**
	 * Whether whatever a name contains has to be hidden.
	 * @param name the name
	 * @return whether it names a secret
	 */
	public static boolean isSecret(String name) {
		return KNOWN_NAMES.of(name).isCertain();
	}

	/**
	 * Whether an entry names itself by what it has under a key, and the name is one of a
	 * secret: <code>name: DB_PASSWORD</code>.
	 * @param key the key
	 * @param value what the entry has under it
	 * @return whether its value, see {@link #isValueOfEntry}, is a secret
	 */
	public static boolean namesSecret(String key, String value) {
		return NamedEntries.isName(key) && isSecret(value);
	}

	/**
	 * Whether what an entry that names itself has under a key is its value.
	 * @param key the key
	 * @return whether it is, as <code>value</code> is
	 */
	public static boolean isValueOfEntry(String key) {
		return NamedEntries.isValue(key);
	}

	/**
	 * Whether an argument of a command line is an option for which a secret is given.
	 * @param argument the argument
	 * @return whether it is, as <code>--password</code> is
	 */
	public static boolean isSecretOption(String argument) {
		return CommandLine.isSecretOption(argument);
	}

	private static String withStars(String text, BitSet hidden) {
		StringBuilder shown = new StringBuilder(text.length());
		int at = 0;
		for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(at)) {
			shown.append(text, at, start).append(HIDDEN);
			at = hidden.nextClearBit(start);
		}
		return shown.append(text, at, text.length()).toString();
	}

}

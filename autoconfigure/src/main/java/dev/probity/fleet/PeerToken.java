package dev.probity.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all instances know. It is never sent: who knows it can sign. Immutable.
 */
final class PeerToken {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	PeerToken(String token) {
		this.key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * The signature of a question.
	 */
	String sign(String check, Stamp stamp) {
		return HexFormat.of().formatHex(code("question", check, stamp.time(), stamp.nonce()));
	}

	/**
	 * The signature of the answer to a question, which fits no other question.
	 */
	String sign(String check, Stamp stamp, PeerVoice answer) {
		return HexFormat.of()
			.formatHex(code("answer", check, stamp.time(), stamp.nonce(), answer.opinion().name(), answer.instance()));
	}

	/**
	 * Whether a signature is the expected one. Takes as long whatever it is.
	 */
	static boolean isSame(String expected, String signature) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				signature.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Each part with its length, so that no two lists of parts are the same.
	 */
	private byte[] code(String... parts) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			for (String part : parts) {
				byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
				mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
				mac.update(bytes);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No %s in this runtime".formatted(ALGORITHM), ex);
		}
	}

	/**
	 * What makes a question unique.
	 *
	 * @param time milliseconds since 1970
	 * @param nonce a text that no other question has
	 */
	record Stamp(String time, String nonce) {

	}

}

package dev.probity.test.proxy;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes everything on as it is.
 */
final class PlainRelay implements Relay {

	@Override
	public void toServer(InputStream from, Passage to) throws IOException {
		passOn(from, to);
	}

	@Override
	public void toClient(InputStream from, Passage to) throws IOException {
		passOn(from, to);
	}

	private static void passOn(InputStream from, Passage to) throws IOException {
		byte[] buffer = new byte[8192];
		for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
			to.pass(buffer, count);
		}
	}

}

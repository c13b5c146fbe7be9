package dev.probity.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names as the value of a header. What a header or the list could not carry is
 * percent-encoded, and what would make it longer than servers and balancers accept is
 * left out.
 */
final class HeaderList {

	private static final int LIMIT = 1024;

	private static final String MORE = "...";

	private HeaderList() {
	}

	static String of(List<String> names) {
		StringBuilder value = new StringBuilder();
		for (String name : names) {
			String encoded = encode(name);
			if (value.length() + encoded.length() > LIMIT) {
				return value.append(value.isEmpty() ? "" : ",").append(MORE).toString();
			}
			value.append(value.isEmpty() ? "" : ",").append(encoded);
		}
		return value.toString();
	}

	private static String encode(String name) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
			if (octet > ' ' && octet < 0x7f && ",;%\"\\".indexOf(octet) < 0) {
				encoded.append((char) octet);
			}
			else {
				encoded.append("%%%02X".formatted(octet & 0xff));
			}
		}
		return encoded.toString();
	}

}

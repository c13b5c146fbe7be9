package dev.probity.fleet;

import java.net.InetAddress;

/**
 * Where one peer is.
 *
 * @param scheme what it speaks
 * @param address its address
 * @param port its port
 */
record PeerAddress(String scheme, InetAddress address, int port) {

	/**
	 * The beginning of its URLs.
	 */
	String origin() {
		String text = this.address.getHostAddress().replaceFirst("%.*", "");
		return this.scheme + "://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + this.port;
	}

}

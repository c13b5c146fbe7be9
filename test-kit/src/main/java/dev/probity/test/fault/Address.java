package dev.probity.test.fault;

import dev.probity.test.proxy.TcpProxy;

/**
 * Where a server listens.
 */
record Address(String host, int port) {

	static Address of(TcpProxy proxy) {
		return new Address(TcpProxy.HOST, proxy.port());
	}

	/**
	 * The address in a text such as <code>localhost:9092</code>; a host of IPv6 stands in
	 * brackets.
	 */
	static Address parse(String text, int defaultPort) {
		int colon = text.lastIndexOf(':');
		boolean hasPort = colon > text.lastIndexOf(']') && colon >= 0;
		String host = hasPort ? text.substring(0, colon) : text;
		return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
				hasPort ? Integer.parseInt(text.substring(colon + 1)) : defaultPort);
	}

	@Override
	public String toString() {
		return (this.host.contains(":") ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

}

package dev.probity.port;

import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * Whether the port speaks TLS, and what it shows its callers then. It asks nobody for a
 * certificate: a kubelet has none. Thread-safe.
 */
final class PortTls {

	private final @Nullable String bundleName;

	private volatile @Nullable Identity identity;

	/**
	 * Say whether the port speaks TLS.
	 * @param bundleName the name of the SSL bundle, or {@code null} if it does not
	 */
	PortTls(@Nullable String bundleName) {
		this.bundleName = bundleName;
	}

	/**
	 * The name of the SSL bundle, or {@code null} if the port does not speak TLS.
	 */
	@Nullable String bundleName() {
		return this.bundleName;
	}

	/**
	 * Show this from the next connection on.
	 */
	void use(SslBundle bundle) {
		this.identity = new Identity(bundle.createSslContext(), bundle.getOptions());
	}

	Transport transport(SocketChannel channel) {
		if (this.bundleName == null) {
			return new PlainTransport(channel);
		}
		Identity current = this.identity;
		if (current == null) {
			throw new IllegalStateException("SSL bundle '%s' is not there yet".formatted(this.bundleName));
		}
		return new TlsTransport(channel, current.engine());
	}

	private record Identity(SSLContext context, SslOptions options) {

		SSLEngine engine() {
			SSLEngine engine = this.context.createSSLEngine();
			engine.setUseClientMode(false);
			if (this.options.getCiphers() != null) {
				engine.setEnabledCipherSuites(this.options.getCiphers());
			}
			if (this.options.getEnabledProtocols() != null) {
				engine.setEnabledProtocols(this.options.getEnabledProtocols());
			}
			return engine;
		}

	}

}

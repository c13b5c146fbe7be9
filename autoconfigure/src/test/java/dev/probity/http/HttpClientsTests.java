package dev.probity.http;

import java.net.http.HttpClient;

import org.junit.jupiter.api.Test;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that ask services.
 */
class HttpClientsTests {

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	@Test
	void aClientSpeaksWhatItsBundleAllows() {
		this.bundles.registerBundle("old", bundle(
				SslOptions.of(new String[] { "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384" }, new String[] { "TLSv1.2" })));
		HttpClient client = client("old");
		assertThat(client.sslParameters().getProtocols()).containsExactly("TLSv1.2");
		assertThat(client.sslParameters().getCipherSuites()).containsExactly("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
		this.bundles.updateBundle("old", bundle(SslOptions.of(null, new String[] { "TLSv1.3" })));
		assertThat(client("old").sslParameters().getProtocols()).containsExactly("TLSv1.3");
	}

	@Test
	void whatABundleDoesNotSayIsAsTheJvmHasIt() {
		this.bundles.registerBundle("any", bundle(SslOptions.NONE));
		HttpClient other = HttpClient.newHttpClient();
		assertThat(client("any").sslParameters().getProtocols()).isEqualTo(other.sslParameters().getProtocols());
		assertThat(client("any").sslParameters().getCipherSuites()).isEqualTo(other.sslParameters().getCipherSuites());
	}

	private HttpClient client(String bundle) {
		return new HttpClients(() -> this.bundles).of("probity.http.payments.ssl-bundle", bundle).get();
	}

	private static SslBundle bundle(SslOptions options) {
		return SslBundle.of(SslStoreBundle.NONE, SslBundleKey.NONE, options);
	}

}

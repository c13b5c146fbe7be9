package dev.probity.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import dev.probity.settings.FailureAnalyzedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The clients that ask: one for each SSL bundle, made when first used, and made anew when
 * the bundle has changed.
 */
final class HttpClients {

	private static final String WITHOUT = "";

	// each run has its own time-out, which is shorter
	private static final Duration LONGEST_CONNECT = Duration.ofMinutes(1);

	private final Supplier<@Nullable SslBundles> bundles;

	private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

	HttpClients(Supplier<@Nullable SslBundles> bundles) {
		this.bundles = bundles;
	}

	/**
	 * The client for a bundle.
	 * @param property the property that names the bundle
	 * @param bundle its name, or {@code null} for the certificates of the JVM
	 */
	Supplier<HttpClient> of(String property, @Nullable String bundle) {
		if (bundle == null) {
			return () -> this.clients.computeIfAbsent(WITHOUT, (name) -> builder().build());
		}
		SslBundles bundles = require(property, bundle);
		bundles.addBundleUpdateHandler(bundle, (changed) -> this.clients.remove(bundle));
		return () -> this.clients.computeIfAbsent(bundle, (name) -> client(bundles.getBundle(name)));
	}

	private static HttpClient client(SslBundle bundle) {
		SSLContext context = bundle.createSslContext();
		SSLParameters parameters = context.getDefaultSSLParameters();
		if (bundle.getOptions().getCiphers() != null) {
			parameters.setCipherSuites(bundle.getOptions().getCiphers());
		}
		if (bundle.getOptions().getEnabledProtocols() != null) {
			parameters.setProtocols(bundle.getOptions().getEnabledProtocols());
		}
		return builder().sslContext(context).sslParameters(parameters).build();
	}

	private SslBundles require(String property, String bundle) {
		SslBundles bundles = this.bundles.get();
		try {
			if (bundles != null) {
				bundles.getBundle(bundle);
				return bundles;
			}
		}
		catch (NoSuchSslBundleException ex) {
			// said below
		}
		throw new FailureAnalyzedException(
				"The property '%s' is '%s', but there is no SSL bundle of that name.".formatted(property, bundle),
				"Define it under spring.ssl.bundle, or leave the property out for the certificates of the JVM.");
	}

	private static HttpClient.Builder builder() {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(LONGEST_CONNECT);
	}

}

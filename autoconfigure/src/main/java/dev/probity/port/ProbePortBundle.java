package dev.probity.port;

import java.util.function.Supplier;

import dev.probity.settings.FailureAnalyzedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * Has the probe port show what the SSL bundle holds, also when that changes.
 */
final class ProbePortBundle {

	private final @Nullable ProbePort port;

	private final Supplier<@Nullable SslBundles> bundles;

	/**
	 * Keep the bundle of a port.
	 * @param port the port, or {@code null} if there is none
	 * @param bundles the bundles of the application
	 */
	public ProbePortBundle(@Nullable ProbePort port, Supplier<@Nullable SslBundles> bundles) {
		this.port = port;
		this.bundles = bundles;
	}

	void use() {
		String name = (this.port != null) ? this.port.tls().bundleName() : null;
		if (this.port == null || name == null) {
			return;
		}
		PortTls tls = this.port.tls();
		SslBundles known = this.bundles.get();
		try {
			if (known == null) {
				throw new NoSuchSslBundleException(name, "There are no SSL bundles");
			}
			tls.use(known.getBundle(name));
			known.addBundleUpdateHandler(name, tls::use);
		}
		catch (NoSuchSslBundleException ex) {
			throw new FailureAnalyzedException(
					"The probe port uses the SSL bundle '%s', which does not exist.".formatted(name),
					"Correct the property '%s', or define the bundle under 'spring.ssl.bundle'."
						.formatted(ProbePortSettings.BUNDLE),
					ex);
		}
	}

}

package dev.probity.port;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.core.env.Environment;

/**
 * An SSL bundle as the properties describe it, before there is any bean.
 */
final class EarlyBundle {

	private EarlyBundle() {
	}

	/**
	 * Find a bundle.
	 * @return the bundle, or {@code null} if no property describes it: it may be made in
	 * code
	 */
	static @Nullable SslBundle find(String name, Environment environment) {
		Binder binder = Binder.get(environment);
		PemSslBundleProperties pem = bundles(binder, "pem", PemSslBundleProperties.class).get(name);
		if (pem != null) {
			return PropertiesSslBundle.get(pem);
		}
		JksSslBundleProperties jks = bundles(binder, "jks", JksSslBundleProperties.class).get(name);
		return (jks != null) ? PropertiesSslBundle.get(jks) : null;
	}

	private static <T> Map<String, T> bundles(Binder binder, String kind, Class<T> type) {
		return binder.bind("spring.ssl.bundle." + kind, Bindable.mapOf(String.class, type)).orElseGet(Map::of);
	}

}

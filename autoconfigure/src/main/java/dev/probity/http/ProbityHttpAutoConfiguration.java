package dev.probity.http;

import dev.probity.definition.MergedSettings;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.web.ReadinessDepth;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The checks <code>http/…</code> of the services that the application calls.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Ticker.class)
@Conditional(OnHttpServices.class)
public final class ProbityHttpAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReadinessDepth probityReadinessDepth() {
		return new ReadinessDepth();
	}

	@Bean
	HttpCheckDefinitions probityHttpCheckDefinitions(ProbityProperties properties, ConfigurableEnvironment environment,
			ObjectProvider<SslBundles> bundles, ReadinessDepth depth, ApplicationContext context) {
		ApplicationContext parent = context.getParent();
		return new HttpCheckDefinitions(MergedSettings.of("probity.http", properties.http(), environment),
				(parent != null) ? parent.getBeanProvider(HttpCheckDefinitions.class).getIfAvailable() : null,
				new HttpClients(bundles::getIfAvailable), depth);
	}

}

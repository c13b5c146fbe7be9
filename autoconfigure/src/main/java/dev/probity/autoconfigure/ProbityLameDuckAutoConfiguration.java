package dev.probity.autoconfigure;

import dev.probity.lameduck.LameDuck;
import dev.probity.lameduck.WebServers;
import dev.probity.probe.Instance;
import dev.probity.probe.Probes;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The lame duck. Its listeners are made once in a hierarchy of contexts, in the parent if
 * that has the probes, although the web server is the child's: the parent closes first.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnClass(WebServerInitializedEvent.class)
@ConditionalOnBean(Probes.class)
public final class ProbityLameDuckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WebServers probityWebServers() {
		return new WebServers();
	}

	@Bean
	@ConditionalOnMissingBean
	LameDuck probityLameDuck(Instance instance, Probes probes, WebServers servers, ProbityProperties properties,
			Environment environment) {
		return new LameDuck(instance, probes, servers, LameDuckDuration.of(properties.lameDuck(), environment));
	}

	@Bean
	static LazyInitializationExcludeFilter probityLameDuckLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(WebServers.class, LameDuck.class);
	}

}

package dev.probity.autoconfigure;

import dev.probity.lameduck.LameDuck;
import dev.probity.lameduck.NettyConnections;
import dev.probity.lameduck.TomcatHttp2Connections;
import dev.probity.lameduck.WebServers;
import dev.probity.probe.Instance;
import dev.probity.probe.Probes;
import org.apache.coyote.http2.Http2Protocol;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ WebFilter.class, HttpServerRequest.class })
	static class NettyConfiguration {

		@Bean
		NettyConnections probityNettyConnections(WebServers servers) {
			return new NettyConnections(servers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatConnectorCustomizer.class, Http2Protocol.class })
	static class TomcatConfiguration {

		@Bean
		TomcatHttp2Connections probityTomcatHttp2Connections(WebServers servers, ProbityProperties properties,
				Environment environment) {
			return new TomcatHttp2Connections(servers, LameDuckDuration.of(properties.lameDuck(), environment));
		}

	}

	@Bean
	static LazyInitializationExcludeFilter probityLameDuckLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(WebServers.class, LameDuck.class);
	}

}

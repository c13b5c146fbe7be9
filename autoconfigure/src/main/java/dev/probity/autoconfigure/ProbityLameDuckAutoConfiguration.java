package dev.probity.autoconfigure;

import dev.probity.lameduck.GrpcServers;
import dev.probity.lameduck.LameDuck;
import dev.probity.lameduck.NettyConnections;
import dev.probity.lameduck.Servers;
import dev.probity.lameduck.WebServers;
import dev.probity.probe.Instance;
import dev.probity.probe.Probes;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.web.server.WebFilter;

/**
 * The lame duck. Its listeners are made once in a hierarchy of contexts, in the parent if
 * that has the probes, although the server is the child's: the parent closes first.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityLameDuckAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebConfiguration {

		@Bean
		@ConditionalOnMissingBean
		WebServers probityWebServers() {
			return new WebServers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(GrpcServerLifecycle.class)
	static class GrpcConfiguration {

		@Bean
		@ConditionalOnMissingBean
		GrpcServers probityGrpcServers() {
			return new GrpcServers();
		}

	}

	@Bean
	@ConditionalOnBean(Servers.class)
	@ConditionalOnMissingBean
	LameDuck probityLameDuck(Instance instance, Probes probes, ObjectProvider<Servers> servers,
			ProbityProperties properties, Environment environment) {
		return new LameDuck(instance, probes, Servers.of(servers.orderedStream().toList()),
				LameDuckDuration.of(properties.lameDuck(), environment));
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

	@Bean
	static LazyInitializationExcludeFilter probityLameDuckLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(Servers.class, LameDuck.class);
	}

}

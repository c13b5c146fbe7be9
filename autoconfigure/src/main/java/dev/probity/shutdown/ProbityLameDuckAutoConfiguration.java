package dev.probity.shutdown;

import dev.probity.lifecycle.Instance;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;
import dev.probity.traffic.Traffic;
import org.apache.coyote.http2.Http2Protocol;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
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
@AutoConfiguration(after = ProbityTrafficAutoConfiguration.class)
@ConditionalOnBean(Traffic.class)
public final class ProbityLameDuckAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebConfiguration {

		@Bean
		@ConditionalOnMissingBean
		WebServers probityWebServers(ProbityProperties properties, Environment environment) {
			return new WebServers(LameDuckSettings.policy(properties.lameDuck(), environment).duration());
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
	@ConditionalOnMissingBean
	LameDuck probityLameDuck(Instance instance, ObjectProvider<Probes> probes, ObjectProvider<Servers> servers,
			Traffic traffic, ProbityProperties properties, ApplicationContext context) {
		return new LameDuck(instance, probes::getObject, Servers.of(servers.orderedStream().toList()), traffic,
				LameDuckSettings.policy(properties.lameDuck(), context.getEnvironment()),
				new Departure(instance, context));
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
	@ConditionalOnClass({ WebServerInitializedEvent.class, TomcatConnectorCustomizer.class, Http2Protocol.class })
	static class TomcatConfiguration {

		@Bean
		TomcatHttp2Connections probityTomcatHttp2Connections(WebServers servers) {
			return new TomcatHttp2Connections(servers);
		}

	}

}

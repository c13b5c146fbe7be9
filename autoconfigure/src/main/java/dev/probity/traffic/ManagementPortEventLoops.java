package dev.probity.traffic;

import java.time.Duration;

import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Gives Reactor Netty's server on a management port dedicated event loops. Otherwise it
 * would share those of the application and, once they are blocked, answer no probe, so
 * that liveness would fail.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ NettyReactiveWebServerFactory.class, LoopResources.class })
class ManagementPortEventLoops {

	@Bean
	Customizer probityManagementPortEventLoops() {
		return new Customizer();
	}

	static final class Customizer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, DisposableBean {

		private static final int LOOPS = 2;

		private final LoopResources loops = LoopResources.create("probity-management", LOOPS, true);

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			resources.setLoopResources(this.loops);
			resources.afterPropertiesSet();
			factory.setResourceFactory(resources);
		}

		@Override
		public void destroy() {
			this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).subscribe();
		}

	}

}

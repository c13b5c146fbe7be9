package dev.probity.benchmark.http.app;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/**
 * The least that an endpoint of Actuator can do.
 */
@Component
@Endpoint(id = "constant")
class ConstantEndpoint {

	@ReadOperation
	Map<String, String> constant() {
		return Map.of("status", "UP");
	}

}

package dev.probity.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * In which form the endpoint answers. JSON for whoever does not ask for HTML by name:
 * Spring takes the last that fits what the caller accepts.
 */
enum EndpointFormat implements Producible<EndpointFormat> {

	/** JSON. */
	JSON("application/json"),

	/** JSON, as Actuator named it before. */
	ACTUATOR_V2("application/vnd.spring-boot.actuator.v2+json"),

	/** JSON, as Actuator names it. */
	ACTUATOR_V3("application/vnd.spring-boot.actuator.v3+json"),

	/** A page for humans. */
	HTML("text/html;charset=UTF-8");

	private final MimeType type;

	EndpointFormat(String type) {
		this.type = MimeType.valueOf(type);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == ACTUATOR_V3;
	}

}

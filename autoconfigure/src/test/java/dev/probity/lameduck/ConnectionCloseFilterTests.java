package dev.probity.lameduck;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ConnectionCloseFilterTests {

	private final WebServers servers = new WebServers();

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1,close", "HTTP/1.0,close", "HTTP/2.0," })
	void itClosesConnectionsOfHttp1WhenItIsTime(String protocol, String connection) throws Exception {
		serve();
		assertThat(connectionOf(protocol)).isNull();
		this.servers.endKeepAlive();
		assertThat(connectionOf(protocol)).isEqualTo(connection);
	}

	@Test
	void withoutAServerThereIsNothingToClose() throws Exception {
		this.servers.endKeepAlive();
		assertThat(connectionOf("HTTP/1.1")).isNull();
	}

	private void serve() {
		WebServer server = mock(WebServer.class);
		given(server.getPort()).willReturn(8080);
		ServletWebServerApplicationContext context = mock(ServletWebServerApplicationContext.class);
		given(context.getWebServer()).willReturn(server);
		this.servers.onApplicationEvent(new ServletWebServerInitializedEvent(server, context));
	}

	private String connectionOf(String protocol) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setProtocol(protocol);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new ConnectionCloseFilter(this.servers).doFilter(request, response, new MockFilterChain());
		return response.getHeader("Connection");
	}

}

package dev.probity.sample.orders;

import java.net.URI;
import java.time.Duration;

import dev.probity.consumer.ConsumerReport;
import dev.probity.consumer.ConsumerState;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for orders over HTTP, in a real PostgreSQL, Redis and Kafka.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "probity.checks.db.interval=500ms", "probity.checks.db.timeout=500ms",
				"probity.checks.db.retry-interval=100ms", "probity.consumers.all.resume-within=1s" })
@ProbityFaults
class OrderTests {

	@Autowired
	private Faults faults;

	@Autowired
	private OrderRepository orders;

	@Autowired
	private OrderEvents events;

	@Autowired
	private ConsumerReport consumers;

	private RestTestClient client;

	@BeforeEach
	void bind(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@Test
	void anOrderCanBeReadWhereItsLocationSays() {
		URI location = order("{\"item\":\"tea\",\"quantity\":2}").expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.item")
			.isEqualTo("tea")
			.returnResult()
			.getResponseHeaders()
			.getLocation();
		assertThat(location).isNotNull();
		this.client.get()
			.uri(location)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.id")
			.isNumber()
			.jsonPath("$.item")
			.isEqualTo("tea")
			.jsonPath("$.quantity")
			.isEqualTo(2);
	}

	@Test
	void anAcceptedOrderIsShippedAndThenReadFromTheCache(@Autowired StringRedisTemplate redis) {
		Order order = order("{\"item\":\"tea\",\"quantity\":2}").returnResult(Order.class).getResponseBody();
		assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(read(order.id()).status()).isEqualTo(OrderStatus.SHIPPED));
		// written in the background
		await().until(() -> redis.hasKey("orders::" + order.id()));
		redis.opsForValue().set("orders::" + order.id(), """
				{"id":%d,"item":"what the cache says","quantity":2,"status":"SHIPPED"}""".formatted(order.id()));
		assertThat(read(order.id()).item()).isEqualTo("what the cache says");
	}

	/**
	 * The listener that ships orders needs the database.
	 */
	@Test
	void whileTheDatabaseHangsOrdersWaitInKafkaAndShipByThemselvesAfterwards() {
		Order first = this.orders.save(new NewOrder("tea", 1));
		Order second = this.orders.save(new NewOrder("tea", 2));
		this.events.accepted(first);
		awaitShipped(first);
		this.faults.db().hang();
		awaitState(ConsumerState.HELD);
		this.events.accepted(second);
		assertThat(this.consumers.consumers()).singleElement()
			.satisfies((shipping) -> assertThat(shipping.causes()).containsExactly("db is FAILING"));
		this.faults.db().heal();
		awaitShipped(second);
		awaitState(ConsumerState.ALLOWED);
	}

	@Test
	void anUnknownOrderIsNotFound() {
		this.client.get().uri("/orders/4711").exchange().expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"item\":\"tea\"}", "{\"quantity\":2}", "{\"item\":\" \",\"quantity\":2}",
			"{\"item\":\"tea\",\"quantity\":0}", "{\"item\":\"tea\",\"quantity\":\"two\"}", "tea" })
	void aBadOrderIsABadRequest(String order) {
		order(order).expectStatus().isBadRequest();
	}

	@Test
	void aBadIdIsABadRequest() {
		this.client.get().uri("/orders/first").exchange().expectStatus().isBadRequest();
	}

	@Test
	void theCatalogListsItems() {
		this.client.get()
			.uri("/catalog")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("[\"tea\",\"coffee\",\"cocoa\"]");
	}

	private Order read(long id) {
		return this.client.get().uri("/orders/{id}", id).exchange().returnResult(Order.class).getResponseBody();
	}

	private RestTestClient.ResponseSpec order(String body) {
		return this.client.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private void awaitState(ConsumerState state) {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.consumers.consumers().stream().allMatch((consumer) -> consumer.state() == state));
	}

	private void awaitShipped(Order order) {
		await().atMost(Duration.ofSeconds(40))
			.until(() -> this.orders.findById(order.id()).orElseThrow().status() == OrderStatus.SHIPPED);
	}

}

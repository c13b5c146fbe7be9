package dev.probity.sample.orders;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping("/orders")
class OrderController {

	private final OrderRepository orders;

	private final OrderEvents events;

	private final InvoiceWorker invoices;

	OrderController(OrderRepository orders, OrderEvents events, InvoiceWorker invoices) {
		this.orders = orders;
		this.events = events;
		this.invoices = invoices;
	}

	@PostMapping
	ResponseEntity<Order> create(@Valid @RequestBody NewOrder newOrder) {
		Order order = this.orders.save(newOrder);
		this.events.accepted(order);
		this.invoices.invoice(order);
		return ResponseEntity.created(ServletUriComponentsBuilder.fromCurrentRequest().path("/{id}").build(order.id()))
			.body(order);
	}

	@GetMapping("/{id}")
	ResponseEntity<Order> get(@PathVariable long id) {
		return ResponseEntity.of(this.orders.findById(id));
	}

}

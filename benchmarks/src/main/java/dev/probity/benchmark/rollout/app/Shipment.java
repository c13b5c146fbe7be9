package dev.probity.benchmark.rollout.app;

record Shipment(int order, String status) {
}

package com.example.orders;

record Payment(String id, String orderId, long cents, boolean accepted) {
}

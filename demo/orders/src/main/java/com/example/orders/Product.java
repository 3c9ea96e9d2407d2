package com.example.orders;

record Product(String id, String title, String category) {
}

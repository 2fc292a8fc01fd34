/** The commands people run: up, down, status, token, import-boxes, import-monolith, audit. */
@NullMarked
package com.rollingdrop.ops;

import org.jspecify.annotations.NullMarked;

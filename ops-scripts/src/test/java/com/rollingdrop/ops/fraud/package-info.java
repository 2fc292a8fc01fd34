@org.jspecify.annotations.NullMarked
package com.rollingdrop.ops.fraud;

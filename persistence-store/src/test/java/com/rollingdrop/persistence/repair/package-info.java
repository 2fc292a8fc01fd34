@NullMarked
package com.rollingdrop.persistence.repair;

import org.jspecify.annotations.NullMarked;
